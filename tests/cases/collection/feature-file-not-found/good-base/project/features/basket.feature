Feature: Basket

  Scenario: Add an item
    Given an empty basket
    When an item is added
    Then the basket holds one item

  Scenario Outline: Add <count> items
    Given an empty basket
    When an item is added
    Then the basket holds one item

    Examples:
      | count |
      | 1     |
