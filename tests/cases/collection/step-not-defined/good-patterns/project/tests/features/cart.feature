Feature: Cart
  Scenario: Much
    Given a Cart of 3 things:
      | name |
      | nail |
    When 3 people look
    * the user "ann" pays
    Then all is well
      """
      When nobody says so
      """

  @wip
  Scenario: Later
    Given something that is not there yet
