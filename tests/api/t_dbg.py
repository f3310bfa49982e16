import json
from tests.api.test_round_trip import *
from tests.api.conftest import *
def test_dbg(edition, writer):
    from wagtail.api.v3 import form_data
    pk=edition.swedish.pk
    before = read(writer, pk)
    import wagtail.api.v3.routers.pages as P
    o=P.build_page_update_form
    def f(*a):
        form=o(*a); form.is_valid()
        for e in form.errors.as_data().get("body",[]):
            print("ERR", repr(e), getattr(e,"as_json_data",lambda:None)())
        print(dict(form.errors))
        return form
    P.build_page_update_form=f
    r=write(writer, pk, before)
    P.build_page_update_form=o
    a=r.json()
    b=read(writer,pk)
    def diff(x,y,p=""):
        if isinstance(x,dict) and isinstance(y,dict):
            for k in {**x,**y}: diff(x.get(k),y.get(k),p+"."+k)
        elif isinstance(x,list) and isinstance(y,list) and len(x)==len(y):
            for i,(m,n) in enumerate(zip(x,y)): diff(m,n,f"{p}[{i}]")
        elif x!=y: print("DIFF",p,repr(x),"->",repr(y))
    diff(before,a)
    print('---')
    diff(before,b)
