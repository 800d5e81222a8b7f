"""개인정보 접속기록: who opened whose data, why; a chain that shows one changed byte."""
