"""The test bank of demonstration towns: it behaves like PayFiP, and moves no money."""
