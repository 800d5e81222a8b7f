"""출장 민원 창구: places and hours, appointments, tickets, the call screen."""
