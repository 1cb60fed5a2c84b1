class P(object): pass
getattr(P(), 5)
