"""Proposals that can be proven: who helps whom, where service points open, where a tour goes next. Rows and arrays in, plans out."""
