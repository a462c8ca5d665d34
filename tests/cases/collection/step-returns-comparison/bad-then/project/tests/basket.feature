Feature: Basket
  Scenario: Adding fruit
    Given an empty basket
    When I add 3 apples
    Then the basket holds 3 pieces
    And it is not empty
