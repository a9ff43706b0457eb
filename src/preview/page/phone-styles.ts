/** Styles of what WeChat draws. Measures from the phone frame of the design (status 47, capsule 87 x 32 at 10). */
export const chromeCss = `
:host{all:initial;font-family:-apple-system,"PingFang SC","Noto Sans SC",sans-serif;color:#15211b;-webkit-user-select:none;user-select:none}
*{box-sizing:border-box}button{all:unset;cursor:pointer;-webkit-tap-highlight-color:transparent}
.bar{position:fixed;z-index:2147483000;color:#15211b}.bar.light{color:#fff}
.status{top:0;left:0;right:0;padding:6px 26px 0 32px;display:flex;align-items:center;justify-content:space-between;font-size:16px;font-weight:600;line-height:1;pointer-events:none}
.status svg{width:74px;height:14px}
.capsule{right:10px;width:87px;height:32px;border-radius:16px;border:1px solid rgba(128,140,134,.35);display:flex;align-items:center;justify-content:space-around;background:rgba(255,255,255,.55)}
.capsule.light{background:rgba(0,0,0,.16);border-color:rgba(255,255,255,.38)}
.capsule b{width:1px;height:18px;background:currentColor;opacity:.25}
.capsule button{width:40px;height:30px;display:flex;align-items:center;justify-content:center}
.homebar{position:fixed;z-index:2147483000;left:50%;bottom:8px;width:136px;height:5px;margin-left:-68px;border-radius:3px;background:#15211b;pointer-events:none}
.homebar.light{background:#e7edea}
.single{position:fixed;z-index:2147482999;left:0;right:0;bottom:0;height:82px;padding:16px;background:#f7f7f7;color:#576b95;text-align:center;font-size:17px;line-height:24px;border-top:1px solid #e5e5e5}
.navigation{position:fixed;z-index:2147482000;top:0;left:0;right:0;box-sizing:content-box!important;display:flex;align-items:center;justify-content:center;font-size:17px;font-weight:600}
.navigation .back{position:absolute;left:16px;bottom:2px;font-size:32px;line-height:40px}
.tabs{position:fixed;z-index:2147482000;left:0;right:0;bottom:0;display:flex;background:#f7f7f7;border-top:1px solid #ddd;box-sizing:content-box!important;height:50px}
.tabs button{flex:1;text-align:center;line-height:50px;font-size:14px}.tabs button[aria-pressed=true]{color:#07c160}
.shade{position:fixed;inset:0;z-index:2147483100;background:rgba(0,0,0,.6)}
.shade.clear{background:none}
.toast{position:fixed;z-index:2147483200;left:50%;top:45%;transform:translate(-50%,-50%);max-width:80%;padding:14px 18px;border-radius:12px;background:rgba(76,76,76,.95);color:#fff;font-size:15px;line-height:1.5;text-align:center;pointer-events:none}
.toast.big{min-width:136px;padding:28px 16px;font-size:17px}.toast i{display:block;font-style:normal;font-size:40px;line-height:1.2}
.dialog{position:fixed;z-index:2147483200;left:50%;top:46%;transform:translate(-50%,-50%);width:min(320px,86%);background:#fff;border-radius:12px;overflow:hidden;text-align:center;color:rgba(0,0,0,.9)}
.dialog h3{margin:0;padding:28px 24px 0;font-size:17px;line-height:1.4}.dialog p{margin:0;padding:14px 24px 26px;font-size:17px;line-height:1.5;color:rgba(0,0,0,.55);white-space:pre-wrap}
.dialog input{width:calc(100% - 48px);margin:0 24px 20px;padding:8px;font:inherit;border:1px solid #ddd;border-radius:4px}
.dialog div{display:flex;border-top:1px solid rgba(0,0,0,.1)}.dialog button{flex:1;padding:16px 0;font-size:17px;font-weight:600}
.dialog button+button{border-left:1px solid rgba(0,0,0,.1)}
.sheet{position:fixed;z-index:2147483200;left:0;right:0;bottom:0;background:#f7f7f7;border-radius:12px 12px 0 0;overflow:hidden;padding-bottom:34px;text-align:center;font-size:17px}
.sheet button{display:block;padding:16px;background:#fff;border-bottom:1px solid rgba(0,0,0,.08)}.sheet button.cancel{margin-top:8px}.sheet small{display:block;padding:14px;background:#fff;color:rgba(0,0,0,.5)}
.look{position:fixed;inset:0;z-index:2147483200;background:#000;display:flex;align-items:center;justify-content:center;color:#fff}
.look img{max-width:100%;max-height:100%}.look span{position:absolute;bottom:60px;font-size:14px}
.pulling{position:fixed;z-index:2147482000;top:100px;left:50%;margin-left:-18px;width:36px;height:36px;border-radius:50%;background:#fff;box-shadow:0 1px 6px rgba(0,0,0,.2);text-align:center;line-height:36px;font-size:16px;color:#888}
.fault{position:fixed;inset:0;padding:120px 20px;background:#fff;color:#b3261e;font-size:15px;overflow:auto}.fault pre{white-space:pre-wrap;font-size:12px}
`;
