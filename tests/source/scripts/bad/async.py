d = {'a': 1}
async def f(): pass
d['never'] = 1
