"""The Lark grammars: how they are loaded."""
