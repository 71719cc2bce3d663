"""The pages: one script a page, run by app.py; no logic of the work itself."""
