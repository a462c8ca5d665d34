Feature: Eating
  Scenario Outline: Eat many things
    Given there are <count> <what is eaten>
      | column |
      | <count> |
    When the <who> eats <eaten>
    # <nobody> eats <nothing>
    Then I have <left>
      """
      Examples:
      | other |
      """
    And the page shows <b>

    @few
    Examples: few
      | count | what is eaten | who | eaten | left |
      | 12    | cucumbers     | cat | 5     | 7    |
      # | x | y |

      | 0 |  | dog | 0 | 0 |

    Examples: none
      | who | left | eaten | count | what is eaten |
      | cat | 0    | 0     | 0     | plums         |

  Scenario: Plain text
    Given there are 3 plums
    When the cat eats 1
    Then I have 2
    And the page shows <i>
