"""The network explorer: what to show (stock, scene, coverage, side, find), its state, and the component that draws it."""
