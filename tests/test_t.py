import time
def test_x(engine):
    from graphmodel.info import info
    t=time.time(); print(info(engine), time.time()-t, engine.state())
def test_y(engine): print(engine.imports(), engine.unfinished())
