// What every page shares: parts that only make sense with scripts are shown.
"use strict";
document.querySelectorAll(".needs-script").forEach((part) => { part.hidden = false; });
