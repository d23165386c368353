"""What every page stands in: its shell, its menu, what is said after an act, refusals as pages, tables as files."""

from __future__ import annotations

from city.desk.frame.csv_file import csv_file, sum_cell
from city.desk.frame.pages import TEMPLATES, furnish, page, short_day
from city.desk.frame.problems import dressed
from city.desk.frame.problems import install as install_problems
from city.desk.frame.said import done

__all__ = ["TEMPLATES", "csv_file", "done", "dressed", "furnish", "install_problems", "page", "short_day", "sum_cell"]
