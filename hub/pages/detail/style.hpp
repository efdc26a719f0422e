// SPDX-License-Identifier: Apache-2.0
// The look of the public pages, in the colours of the console. The content security policy allows exactly this style: a
// test tells the hash when it changes.
#pragma once

namespace voelspriet::pages::detail {

inline constexpr char kStyle[] = R"css(
:root{color-scheme:light dark;--ground:#fbfcfd;--raised:#eff3f6;--edge:#74838f;--text:#101820;--quiet:#394854;--link:#0a5cb8;
--red:#9c0c30;--redground:#fbe4e8;--amber:#5f4d00;--amberground:#faf0cb;--green:#006b52;--orange:#b04500;--violet:#76249e;
--blue:#2c4c6e;--hatch1:#5534b8;--hatch2:#4527a0}
@media (prefers-color-scheme:dark){:root{--ground:#10171e;--raised:#17202a;--edge:#6c7f90;--text:#eaf0f5;--quiet:#b4c1cd;
--link:#6fb7ff;--red:#ff7088;--redground:#3a1520;--amber:#f6d76b;--amberground:#332b0f;--green:#45d0ac;--orange:#f77f3a;
--violet:#d98df2;--blue:#a3c3e2;--hatch1:#2a2050;--hatch2:#4b3a99}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:1.125rem/1.5 Inter,system-ui,sans-serif;overflow-wrap:anywhere}
header,main,footer,.exercise{padding:1rem max(1rem,calc(50% - 20rem))}
header,footer{background:var(--raised);color:var(--quiet)}
header p,.exercise p{margin:0}
h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.375rem;line-height:1.3;margin:0}
p{margin:.75rem 0}
a{color:var(--link)}
a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-100vw;padding:.75rem 1rem;background:var(--ground)}
.skip:focus{left:0;top:0;z-index:1}
.exercise{color:#fff;background:repeating-linear-gradient(-45deg,var(--hatch1) 0 12px,var(--hatch2) 12px 24px)}
article{padding:1.25rem 0;border-top:1px solid var(--edge)}
.when{color:var(--quiet);font-size:1rem;margin:.25rem 0}
.notice,.claim{padding:.5rem .75rem;border-left:6px solid var(--edge);background:var(--raised)}
.notice{border-color:var(--link)}
.change{border-color:var(--amber);background:var(--amberground)}
.wrong{border-color:var(--red);background:var(--redground)}
.confirmed{border-color:var(--green)}
.false{border-color:var(--orange)}
.misleading{border-color:var(--violet)}
.undetermined{border-color:var(--blue)}
.confirmed strong{color:var(--green)}
.false strong{color:var(--orange)}
.misleading strong{color:var(--violet)}
summary{padding:.25rem 0;color:var(--link);cursor:pointer}
)css";

inline constexpr char kStyleHash[] = "sha256-LuMjBNcXUnTtnamBBTmDhOCWULZErV7gCU/n4xxhUu0=";

}  // namespace voelspriet::pages::detail
