class P(object):
    def __init__(self, alpha): self.alpha = alpha
    def beta(self): return 1
p = P(1)
print(p.alpha)
p.alpah
