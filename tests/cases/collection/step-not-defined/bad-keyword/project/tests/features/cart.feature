Feature: Cart
  Scenario: Nothing
    Given an empty cart
    When the cart is emptied
    Then nothing is in it
