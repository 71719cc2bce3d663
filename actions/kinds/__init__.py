"""The kinds of report: each module has `build(inquiry) -> Draft`, which asks the questions and puts the blocks together."""
