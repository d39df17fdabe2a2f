from tests import factories, visits
def test_dump(city):
    c = visits.signed_in(city.ines)
    for u in ("/compte/double/","/entrer/encore/","/entrer/double/encore/","/compte/double/activer/"):
        r=c.get(u); print(u, r.status_code, r.headers.get("Location"))
    # real login
    c = visits.visitor()
    r=c.post("/entrer/", {"email": city.ines.email}); print(r.status_code, r.headers.get("Location"))
    l=visits.last_letter(city.ines.email); print(l.kind, l.subject)
    code=l.subject.split(": ")[-1].split()[-1]
    r=c.post("/entrer/code/", {"code": code}); print(r.status_code, r.headers.get("Location"))
    for u in ("/compte/double/","/entrer/encore/","/entrer/double/encore/","/compte/double/activer/"):
        r=c.get(u); print(u, r.status_code, r.headers.get("Location"))
    r=c.get("/compte/double/activer/"); 
    print(r.status_code)
