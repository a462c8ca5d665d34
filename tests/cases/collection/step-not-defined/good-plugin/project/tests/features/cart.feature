Feature: Cart
  People buy things.

  Background:
    Given an empty cart

  Scenario: Two items
    When I add 10
    And I add 20
    # a comment
    Then the total is 30
    
  Scenario Outline: One item
    When I add <price>
    Then the total is <price>

    Examples:
      | price |
      | 5     |
