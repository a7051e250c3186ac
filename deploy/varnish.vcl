# A Varnish in front of the proxy, as a CDN of one's own: `docker-compose --profile varnish up`. Needs the module xkey.
vcl 4.1;
import std;
import xkey;

backend proxy {
    .host = "proxy";
    .port = "8080";
    .connect_timeout = 2s;
    .first_byte_timeout = 60s;
    .probe = { .url = "/proxy-health"; .interval = 2s; .timeout = 1s; .window = 4; .threshold = 2; .initial = 2; }
}

sub vcl_recv {
    if (req.url == "/.purge" && req.method == "POST") {
        # Only the newsroom knows PURGE_TOKEN; without one nobody may.
        if (std.getenv("PURGE_TOKEN") == "" || req.http.Authorization != "Bearer " + std.getenv("PURGE_TOKEN")) {
            return (synth(404));
        }
        # What had to go leaves for good; the rest may be shown while the newsroom is away.
        if (req.http.Fastly-Soft-Purge) {
            set req.http.X-Purged = xkey.softpurge(req.http.Surrogate-Key);
        } else {
            set req.http.X-Purged = xkey.purge(req.http.Surrogate-Key);
        }
        return (synth(200));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.url ~ "^/(admin|accounts|i18n|search|preview)/") {
        return (pass);
    }
    # Pages are the same for everybody: nothing that a browser sends decides what is shown.
    unset req.http.Cookie;
    unset req.http.Authorization;
    if (req.restarts == 0 && std.healthy(req.backend_hint)) {
        # A page that is out of date is shown while a new one is fetched; an old one only when nothing else is to be had.
        set req.grace = 10s;
    }
}

sub vcl_backend_response {
    if (bereq.uncacheable) {
        return (deliver);
    }
    if (beresp.status >= 500) {
        # What there is stays; see vcl_synth.
        return (abandon);
    }
    set beresp.http.xkey = beresp.http.Surrogate-Key;
    if (beresp.http.Cache-Control ~ "stale-if-error") {
        set beresp.grace = 10d;
    }
}

sub vcl_synth {
    if (resp.status == 503 && req.restarts == 0) {
        return (restart);
    }
    set resp.http.Content-Type = "text/html; charset=utf-8";
    set resp.http.Cache-Control = "no-store";
    if (resp.status == 503) {
        set resp.http.Retry-After = "10";
        synthetic({"<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>لحظات ونعود</title>
<h1>لحظات ونعود</h1><p>هذه الصفحة غير متاحة الآن. حاول مرة أخرى بعد قليل.</p>"});
    }
    return (deliver);
}

sub vcl_deliver {
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
    set resp.http.X-Served = obj.hits;
}
