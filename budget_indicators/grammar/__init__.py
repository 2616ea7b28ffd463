"""Loading of the Lark grammars."""
