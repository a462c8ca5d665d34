Feature: Cart
  Scenario: Nothing
    Given an empty cart
    Then nothing is inside
