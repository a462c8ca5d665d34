@shop
Feature: Basket

  @slwo @net # both
  Scenario: Add an item
    Given an empty basket
