# syntax=docker/dockerfile:1
# nianbao with all that it can use: Chromium for pages that scripts draw, tesseract for scans, fonts. It runs as a user without rights.
#   docker build -t nianbao .
#   docker run --rm -v nianbao-data:/data nianbao crawl beijing-daxing
FROM node:22-bookworm-slim AS build
# For better-sqlite3, where no compiled one is to be had for this machine.
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/nianbao
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund && npm rebuild better-sqlite3
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN node node_modules/typescript/bin/tsc -p tsconfig.build.json && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends \
    chromium tesseract-ocr tesseract-ocr-chi-sim fonts-noto-cjk fonts-wqy-zenhei ca-certificates tini \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production NIANBAO_DATA=/data LANG=C.UTF-8
WORKDIR /opt/nianbao
COPY --from=build /opt/nianbao/node_modules node_modules
COPY --from=build /opt/nianbao/dist dist
COPY package.json LICENSE ./
COPY assets assets
COPY bin bin
COPY config config
RUN useradd --system --create-home --home-dir /home/nianbao --uid 10001 nianbao \
  && install -d -o nianbao -g nianbao /data
USER nianbao
VOLUME ["/data"]
# A container that only answers a question is none that could be unwell: the check speaks of the data folder's last run.
HEALTHCHECK --interval=15m --timeout=60s --start-period=30m --retries=2 CMD ["node", "bin/nianbao.js", "status", "--check"]
# Stops cleanly: what is in flight is finished or given back.
STOPSIGNAL SIGINT
ENTRYPOINT ["tini", "--", "node", "/opt/nianbao/bin/nianbao.js"]
CMD ["--help"]
