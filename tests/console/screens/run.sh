#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Draws the console's screens under Xvfb into PNG: run.sh PROGRAM FOLDER WIDTH HEIGHT ZOOM nl|en dark|light [NAME...]
set -euo pipefail
program=$1; shift
folder=$1
mkdir -p "$folder"
LIBGL_ALWAYS_SOFTWARE=1 xvfb-run -a -s "-screen 0 $2x$3x24" "$program" "$@" | while read -r picture; do
  convert "$picture" "${picture%.ppm}.png" && rm "$picture"
done
