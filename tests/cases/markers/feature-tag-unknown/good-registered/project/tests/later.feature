@later
Feature: Later
