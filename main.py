"""What `flet run` and `flet build` start."""

import asyncio

import flet as ft

from app.folders import assets_folder
from app.packaged import main

if __name__ == "__main__":
    asyncio.run(ft.run_async(main, assets_dir=str(assets_folder())))
