/** Chromium on a phone lets a page shrink below its width unless `minimum-scale` is given. */
export const phoneHtml = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,minimum-scale=1,maximum-scale=1,viewport-fit=cover">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>小程序</title>
</head>
<body><script src="/phone.js"></script></body>
</html>
`;

export const mainHtml = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,">
<title>小程序预览</title>
</head>
<body><script src="/main.js"></script></body>
</html>
`;
