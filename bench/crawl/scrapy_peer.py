"""The same with Scrapy: follow the list pages and their links, write each body to disk, 16 at once. Prints what it took as JSON."""

import json
import os
import re
import resource
import sys
import time
from urllib.parse import urljoin

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess

folder, url = sys.argv[1:3]
started = time.monotonic()
ROW = re.compile(r"/t\d{8}_\d+\.html$")
PAGER = re.compile(r"createPageHTML\((\d+), (\d+)")


class Portal(Spider):
    name = "portal"
    start_urls = [url]
    pages = 0

    def parse(self, response):
        Portal.pages += 1
        with open(os.path.join(folder, f"{Portal.pages}.html"), "wb") as file:
            file.write(response.body)
        pager = PAGER.search(response.text)
        links = [urljoin(response.url, href) for href in response.css("li a::attr(href)").getall()]
        if pager is None:
            return
        total, current = map(int, pager.groups())
        for link in filter(ROW.search, links):
            yield Request(link)
        if current + 1 < total:
            yield Request(urljoin(response.url, f"index_{current + 1}.html"))


process = CrawlerProcess(
    {
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "LOG_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "USER_AGENT": "nianbao/bench",
    }
)
process.crawl(Portal)
process.start()
used = resource.getrusage(resource.RUSAGE_SELF)
took = {
    "pages": Portal.pages,
    "seconds": time.monotonic() - started,
    "cpu": used.ru_utime + used.ru_stime,
    "peak": used.ru_maxrss * 1024,
}
print(json.dumps(took))
