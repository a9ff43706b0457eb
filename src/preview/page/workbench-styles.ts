export const workbenchCss = `
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;grid-template-columns:260px minmax(0,1fr) 300px;gap:24px;padding:24px;background:#e9ece8;color:#15211b;font:14px/1.6 -apple-system,"PingFang SC","Noto Sans SC",sans-serif}
@media(max-width:1100px){body{grid-template-columns:1fr}}
h1{margin:0 0 4px;font-size:20px}h2{margin:0 0 8px;font-size:15px}
aside>p{margin:0 0 16px;color:#56635c}
button{font:inherit;color:inherit;cursor:pointer}
fieldset{margin:0 0 14px;padding:0;border:0;display:flex;flex-wrap:wrap;gap:6px}legend{padding:0;margin-bottom:6px;color:#56635c}
fieldset button,.restart,.log button{padding:5px 12px;border:1px solid #b9c4bd;border-radius:6px;background:#fff}
fieldset button[aria-pressed=true]{background:#0b6e4f;border-color:#0b6e4f;color:#fff}
.restart{display:block;width:100%;margin-top:8px}
button:focus-visible{outline:3px solid #f6b800;outline-offset:1px}
.desk{display:flex;align-items:flex-start;overflow:auto}
.shell{position:relative;flex:none;margin:0 auto;border:10px solid #1d2420;border-radius:44px;overflow:hidden;background:#1d2420;box-shadow:0 18px 50px rgba(0,0,0,.22)}
.phone{display:block;border:0;border-radius:34px;background:#fff}
.menu-shade{position:absolute;inset:0;background:rgba(0,0,0,.5)}
.menu-sheet{position:absolute;left:0;right:0;bottom:0;padding-bottom:30px;border-radius:14px 14px 0 0;background:#f7f7f7;overflow:hidden}
.menu-sheet button{display:block;width:100%;padding:14px;border:0;border-bottom:1px solid #e6e6e6;background:#fff;font-size:17px}
.menu-sheet button:disabled{color:#b5b5b5;cursor:default}.menu-sheet .cancel{margin-top:8px}
.share{position:absolute;inset:0;padding:56px 16px 24px;background:#ededed;overflow:auto}
.share-bar{display:flex;justify-content:space-between;margin-bottom:18px;font-size:17px}.share-bar button{border:0;background:none;font-size:17px}
.share code{display:block;margin:14px 0;padding:8px 10px;border-radius:6px;background:#fff;font-size:12px;word-break:break-all}
.share .primary{width:100%;padding:12px;border:0;border-radius:8px;background:#0b6e4f;color:#fff;font-size:17px}
.chat{display:flex;gap:10px}.avatar{flex:none;width:40px;height:40px;border-radius:6px;background:#b9c4bd}
.card{width:250px;padding:12px;border-radius:8px;background:#fff}
.card header{display:flex;align-items:center;gap:6px;color:#8a8a8a;font-size:13px}.mark{width:20px;height:20px;border-radius:5px;background:#0b6e4f}
.card h2{margin:6px 0 8px;font-size:16px;font-weight:400;line-height:1.4;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
.card img,.shot{display:block;width:226px;height:181px;object-fit:cover;background:#e4e8e5}
.shot{display:flex;align-items:center;justify-content:center;color:#8a8a8a;font-size:12px}
.card footer{margin-top:10px;padding-top:6px;border-top:1px solid #ececec;color:#8a8a8a;font-size:12px}
.moment{display:flex;gap:10px;align-items:center;padding:8px;background:#f3f3f5}.moment img{width:50px;height:50px;object-fit:cover;background:#dfe5e1}.moment p{margin:0}
.log{min-width:0}.log dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:0 0 10px}dt{color:#56635c}dd{margin:0;word-break:break-all;font-variant-numeric:tabular-nums}
.log button{margin-bottom:18px}
.log ol{margin:0;padding:0;list-style:none;font:12px/1.5 ui-monospace,monospace}.log li{padding:4px 0;border-top:1px solid #cfd7d2;white-space:pre-wrap;word-break:break-word}
.log .error{color:#b3261e}.log .warn{color:#8a5a00}
[hidden]{display:none!important}
`;
