import pyparsing

WORD = pyparsing.Word("ab")
