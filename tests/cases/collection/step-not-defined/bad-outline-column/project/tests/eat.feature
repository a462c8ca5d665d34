Feature: Eating
  Scenario Outline: Eat cucumbers
    Given there are <cnt> cucumbers
    When I eat <eaten> cucumbers
    Then I have <left> cucumbers

    Examples:
      | count | eaten | left |
      | 12    | 5     | 7    |
      | 3     | 3     | 0    |
