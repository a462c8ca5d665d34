Feature: Eating
  Background:
    Given there are 3 cucumbers

  Scenario Template: Eat cucumbers
    When I eat <eaten> cucumbers
    Then I have <left> cucumbers

    @few
    Scenarios: few
      | eaten | left |
      | 2     | 1    |
