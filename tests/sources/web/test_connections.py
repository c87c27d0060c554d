"""Certificates are for the name that was asked for; proxies are used as the environment says and told no more."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from brief.errors import ConfigError, InputError
from brief.sources import read
from brief.sources.web import Fetcher
from brief.sources.web.connections import Dialler
from tests.sources.web.site import PAGE, PUBLIC, Site, dial_here, serving

NAMED_SITE = "good.example"


def fetch(dialler: Dialler, url: str) -> bytes:
    return Fetcher(max_bytes=100_000, timeout_s=10, dialler=dialler).fetch(url).content


def resolve(host: str, port: int) -> Sequence[str]:
    if host == "proxy.example":
        return ["127.0.0.1"]
    return [host if host[0].isdigit() else PUBLIC]


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brief.sources.web.connections.socket.create_connection", dial_here)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for the site's name, with its key, that nobody but the test trusts."""
    if shutil.which("openssl") is None:
        pytest.skip("making a certificate takes openssl")
    path = tmp_path_factory.mktemp("tls") / "site.pem"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={NAMED_SITE} -addext".split()
    command += [f"subjectAltName=DNS:{NAMED_SITE}", "-keyout", str(path), "-out", f"{path}.crt"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


@pytest.fixture
def names() -> list[str | None]:
    """The names that the secure site was asked for."""
    return []


@pytest.fixture
def secure(certificate: Path, names: list[str | None]) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda link, name, _: names.append(name)
    with serving() as site:
        site.socket = context.wrap_socket(site.socket, server_side=True)
        yield site


def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate)


def test_a_secure_page_is_fetched_from_the_number_under_its_name(
    secure: Site, certificate: Path, names: list[str | None]
) -> None:
    dialler = Dialler(resolve=resolve, tls=trusting(certificate))
    assert fetch(dialler, f"https://{NAMED_SITE}:{secure.port}/page") == PAGE
    assert set(names) == {NAMED_SITE}
    assert secure.asked[-1][1]["Host"] == f"{NAMED_SITE}:{secure.port}"


def test_a_certificate_for_another_name_or_of_nobody_is_refused(secure: Site, certificate: Path) -> None:
    for name, tls in (("other.example", trusting(certificate)), (NAMED_SITE, None)):
        with pytest.raises(InputError, match=f"there is no secure connection to {name}"):
            fetch(Dialler(resolve=resolve, tls=tls), f"https://{name}:{secure.port}/page")
    assert secure.asked == []


def test_a_proxy_is_asked_for_the_whole_address_and_hears_its_password(site: Site) -> None:
    url = f"http://{NAMED_SITE}/page"
    site.pages[url] = (200, {"Content-Type": "text/html"}, PAGE)
    proxy = f"http://ada:pa%40ss@proxy.example:{site.port}"
    assert fetch(Dialler(proxies={"http": proxy}, resolve=resolve), url) == PAGE
    assert [path for path, _ in site.asked] == [f"http://{NAMED_SITE}/robots.txt", url]
    assert site.asked[-1][1]["Proxy-Authorization"] == "Basic YWRhOnBhQHNz"
    assert site.asked[-1][1]["Host"] == NAMED_SITE


def test_the_environment_names_proxies_and_who_needs_none(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        proxy.pages[site.url()] = (200, {"Content-Type": "text/html"}, PAGE.replace(b"rises", b"falls"))
        assert read(site.url(), allow_private=True).title == "Levy falls"
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert read(site.url(), allow_private=True).title == "Levy rises"


def test_a_proxy_is_no_way_to_a_private_machine(site: Site) -> None:
    dialler = Dialler(proxies={"http": f"http://127.0.0.1:{site.port}"}, resolve=resolve)
    for host in ("127.0.0.1", "10.0.0.1", "169.254.169.254"):
        with pytest.raises(InputError, match="is an address of this machine or of a private network"):
            fetch(dialler, f"http://{host}/")
    assert site.asked == []


def test_a_proxy_that_does_not_connect_is_one_line(site: Site) -> None:
    dialler = Dialler(proxies={"https": f"http://u:secret@127.0.0.1:{site.port}"}, resolve=resolve)
    with pytest.raises(InputError, match=rf"the proxy does not connect to {NAMED_SITE} \(it answers 501\)") as caught:
        fetch(dialler, f"https://{NAMED_SITE}/")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("proxy", ["socks5://u:secret@127.0.0.1:1", "http://u:secret@", "http://u:secret@a:x"])
def test_a_proxy_that_is_none_is_a_matter_of_configuration(proxy: str) -> None:
    with pytest.raises(ConfigError, match="the proxy's address is none of http; correct or unset") as caught:
        fetch(Dialler(proxies={"http": proxy}, resolve=resolve), f"http://{NAMED_SITE}/")
    assert "secret" not in str(caught.value)
