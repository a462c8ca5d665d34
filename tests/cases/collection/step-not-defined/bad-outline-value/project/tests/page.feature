Feature: Pages
  Scenario Outline: Tags are shown
    Given a page
    Then it shows <text>

    Examples:
      | text |
      | <b>  |
