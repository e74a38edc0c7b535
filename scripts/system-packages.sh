#!/usr/bin/env bash
# Debian packages that are optional for users and used by tests: the browser fallback's Chromium, the fast OCR program, a Chinese font, the
# database that several machines share.
# Only CI runs this by itself; everywhere else a test that needs one of them says that it is skipped.
set -euo pipefail
wanted=()
command -v chromium >/dev/null || wanted+=(chromium)
command -v tesseract >/dev/null || wanted+=(tesseract-ocr)
[ -e /usr/share/tesseract-ocr/5/tessdata/chi_sim.traineddata ] || wanted+=(tesseract-ocr-chi-sim)
fc-list :lang=zh-cn 2>/dev/null | grep -q . || wanted+=(fonts-noto-cjk fontconfig)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
[ ${#wanted[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "system-packages: please install: ${wanted[*]}" >&2
  exit 1
fi
echo "system-packages: installing ${wanted[*]} …"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
