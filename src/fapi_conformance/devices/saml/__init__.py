"""An identity provider of a company, which speaks SAML 2.0: it vouches for people by signed responses, and can lie.

It is no server: people are sent there by an address and come back by a form, and both are only read and made. What
needs an XML library is imported when the first response is made.
"""
