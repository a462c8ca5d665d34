Feature: Cart
  Scenario: Nothing
    Given an empty cart
