// WeChat asks for this component where the tab bar is custom. The pages draw their bar themselves (components/tab-bar).
Component({});
