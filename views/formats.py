"""The kinds of file that an answer or a network is taken away as: what a page calls each, and what a browser calls it."""

from graphmodel.words import Text

OFFICE = "application/vnd.openxmlformats-officedocument"
WORDS: dict[str, Text] = {
    "csv": ("CSV 表格", "CSV table"),
    "xlsx": ("Excel 工作簿", "Excel workbook"),
    "docx": ("Word 文档", "Word document"),
    "pdf": ("PDF", "PDF"),
    "html": ("离线网页", "Offline page"),
    "graphml": ("GraphML（Gephi）", "GraphML (Gephi)"),
    "gexf": ("GEXF（Gephi）", "GEXF (Gephi)"),
    "json": ("JSON", "JSON"),
}
MIME = {
    "csv": "text/csv",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
    "graphml": "application/xml",
    "gexf": "application/xml",
    "json": "application/json",
}
