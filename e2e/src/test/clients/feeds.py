# What readers of feeds and calendars see of a page: one JSON object.
import json
import sys
import urllib.request

import feedparser
import icalendar


def fetch(path):
    with urllib.request.urlopen(sys.argv[1] + path, timeout=20) as answer:
        return answer.headers, answer.read()


def feed(path):
    headers, body = fetch(path)
    read = feedparser.parse(body, response_headers={'content-type': headers['content-type']})
    again = feedparser.parse(sys.argv[1] + path, etag=headers['etag'], modified=headers['last-modified'])
    return {
        'fault': str(read.get('bozo_exception', '')),
        'version': read.version,
        'title': read.feed.title,
        'link': read.feed.link,
        'again': again.status,
        'entries': [{
            'id': entry.id,
            'title': entry.title,
            'link': entry.link,
            'published': list(entry.published_parsed),
            'text': entry.summary + ''.join(part.value for part in entry.get('content', []))
        } for entry in read.entries]
    }


def calendar():
    headers, body = fetch('/history.ics')
    read = icalendar.Calendar.from_ical(body)
    return {
        'type': headers['content-type'],
        'version': str(read['version']),
        'events': [{
            'id': str(event['uid']),
            'summary': str(event['summary']),
            'start': event.decoded('dtstart').timestamp(),
            'end': event.decoded('dtend').timestamp()
        } for event in read.walk('VEVENT')]
    }


print(json.dumps({'rss': feed('/history.rss'), 'atom': feed('/history.atom'), 'calendar': calendar()}))
