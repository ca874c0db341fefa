"""What a deck rests on, before it leaves and after somebody edited it: the audit, the gate, and verification."""
