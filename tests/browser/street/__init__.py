"""An officer's phone in the street, and the link it hangs on."""
