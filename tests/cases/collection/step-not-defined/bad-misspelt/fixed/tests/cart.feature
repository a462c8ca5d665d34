Feature: Cart
  Scenario: Nothing
    Given an emtpy cart
    Then nothing is inside
