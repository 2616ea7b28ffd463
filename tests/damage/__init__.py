"""A measuring instrument for recovery: known indicators, rendered with known damages, read back and compared.

``vocabulary`` knows what indicators are called and what their targets say, ``sheet`` renders them slot by slot,
``kinds`` holds the damages (a new one is a few lines), ``fair`` refuses what no careful reader could read,
``cases`` puts them together (hypothesis and seeded), ``check`` compares the tree with what was known.
It knows the parser only by its public function.
"""
