Feature: Cart
  Scenario: One item
    Given an empty cart
    When I add 10
    Then the total is 10
