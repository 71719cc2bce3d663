"""The book of questions, their answers, and the figures that they compute."""
from queries.answer import Answer, ask, data_date, denominator
from queries.book import BOOK, SUBJECTS, BookError, Question
from queries.parameters import QuestionError
from queries.published import figures

__all__ = ["BOOK", "SUBJECTS", "Answer", "BookError", "Question", "QuestionError", "ask", "data_date", "denominator", "figures"]
