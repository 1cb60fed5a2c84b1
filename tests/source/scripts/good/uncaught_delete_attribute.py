class P(object):
    def __init__(self, alpha): self.alpha = alpha
p = P(1)
del p.alpah
