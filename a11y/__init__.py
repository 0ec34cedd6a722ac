"""Every page and state of the product, looked at for everyone: `./dev a11y` and the tours of tests.

`views` says in which ways a page is seen, `tour` finds the pages, `roles` tells who goes where,
`checks` says what is wrong with one view of a page, `report` shows all of it.
"""
