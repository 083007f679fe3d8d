export { LoadingScreen as default } from '#app/_ui/loading-screen';
