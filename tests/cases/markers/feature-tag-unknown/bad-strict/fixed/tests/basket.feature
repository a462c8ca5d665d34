@shop
Feature: Basket

  @slow @net # both
  Scenario: Add an item
    Given an empty basket
